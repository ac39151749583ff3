// uPlot for long series, on demand. The server draws the small ones; the table with the numbers stays below.
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';

/** <div data-module="chart" data-source="id of a JSON script: {x: [unix seconds], series: [{label, values}]}"> */
export default function chart(box, { lang, addresses }) {
  const data = JSON.parse(document.getElementById(box.dataset.source).textContent);
  const style = getComputedStyle(document.documentElement);
  const token = (name) => style.getPropertyValue(`--${name}`).trim();
  const colours = ['primary', 'gold', 'late', 'info'].map(token);
  const axis = { stroke: token('soft'), grid: { stroke: token('line') } };
  if (addresses['chart.css']) document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: addresses['chart.css'] }));
  const number = new Intl.NumberFormat(lang);
  const day = new Intl.DateTimeFormat(lang, { day: 'numeric', month: 'short', year: 'numeric' });
  const size = () => ({ width: box.clientWidth, height: Number(box.dataset.height || 280) });
  const plot = new uPlot({
    ...size(),
    axes: [
      { ...axis, values: (_, marks) => marks.map((mark) => new Intl.DateTimeFormat(lang, { day: 'numeric', month: 'short' }).format(mark * 1000)) },
      { ...axis, values: (_, marks) => marks.map((mark) => number.format(mark)) },
    ],
    series: [
      { label: lang === 'en' ? 'Date' : 'Tanggal', value: (_, at) => (at == null ? '' : day.format(at * 1000)) },
      ...data.series.map(({ label }, index) => ({ label, stroke: colours[index % 4], width: 2, points: { show: false }, dash: index ? [8, 3 * index] : undefined })),
    ],
  }, [data.x, ...data.series.map(({ values }) => values)], box);
  new ResizeObserver(() => plot.setSize(size())).observe(box);
}
