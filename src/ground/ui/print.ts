/** Prints this page on A4 or on the 80 mm roll of a receipt printer. */
export function printOn(paper: 'A4' | 'roll'): void {
  document.documentElement.dataset.paper = paper === 'roll' ? 'roll' : 'a4';
  const page = document.createElement('style');
  page.textContent = paper === 'roll' ? '@page { size: 80mm auto; margin: 4mm; }' : '@page { size: A4; margin: 18mm; }';
  document.head.append(page);
  const done = () => {
    page.remove();
    delete document.documentElement.dataset.paper;
  };
  window.addEventListener('afterprint', done, { once: true });
  window.print();
}
