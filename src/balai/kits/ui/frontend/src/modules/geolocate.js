// "Bagikan lokasi saya": asks the device once, only when the button is pressed.
const WORDS = {
  id: { wait: 'Mencari lokasi…', found: 'Lokasi ditemukan, ketelitian sekitar {n} m.', denied: 'Izin lokasi ditolak. Pilih kecamatan dan desa, atau tandai di peta.', failed: 'Lokasi tidak ditemukan. Pilih kecamatan dan desa, atau tandai di peta.' },
  en: { wait: 'Finding your location…', found: 'Location found, accurate to about {n} m.', denied: 'Location permission was denied. Choose a district and village, or mark the map.', failed: 'No location found. Choose a district and village, or mark the map.' },
};

export default function geolocate(button, { lang }) {
  const words = WORDS[lang];
  if (!navigator.geolocation || !window.isSecureContext) {
    button.hidden = true;
    return;
  }
  const find = (name) => document.querySelector(button.dataset[name]);
  const status = Object.assign(document.createElement('p'), { className: 'help' });
  status.setAttribute('role', 'status');
  button.after(status);

  function found({ coords }) {
    const values = { lat: coords.latitude.toFixed(6), lon: coords.longitude.toFixed(6), accuracy: Math.round(coords.accuracy) };
    for (const [name, value] of Object.entries(values)) {
      const input = button.dataset[name] && find(name);
      if (input) input.value = value;
    }
    status.textContent = words.found.replace('{n}', values.accuracy);
    document.dispatchEvent(new CustomEvent('balai:location', { detail: values }));
    button.disabled = false;
  }

  function failed(error) {
    status.textContent = error.code === 1 ? words.denied : words.failed;
    button.disabled = false;
  }

  button.addEventListener('click', () => {
    status.textContent = words.wait;
    button.disabled = true;
    navigator.geolocation.getCurrentPosition(found, failed, { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 });
  });
}
