// Every text on the page with the contrast to what lies behind it, lowest first.
() => {
  const channels = (colour) => {
    const [r, g, b, a = 1] = colour.match(/[\d.]+/g).map(Number);
    return [r, g, b, a];
  };
  const over = ([r, g, b, a], [x, y, z]) => [r, g, b].map((c, i) => c * a + [x, y, z][i] * (1 - a));
  const luminance = (colour) => {
    const [r, g, b] = colour.map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    const chain = [];
    for (let at = element; at; at = at.parentElement) chain.unshift(channels(getComputedStyle(at).backgroundColor));
    return chain.reduce((below, colour) => over(colour, below), [255, 255, 255]);
  };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const text = walker.currentNode.textContent.trim();
    if (!text || ["SCRIPT", "STYLE"].includes(element.tagName) || !element.checkVisibility()) continue;
    const paper = behind(element);
    const looks = [[getComputedStyle(element).color, text]];
    const label = getComputedStyle(element, "::before");
    if (label.display !== "none" && label.content !== "none") looks.push([label.color, label.content]);
    for (const [colour, words] of looks) {
      const [a, b] = [luminance(over(channels(colour), paper)), luminance(paper)];
      found.push([(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), words.slice(0, 40)]);
    }
  }
  return found.sort((a, b) => a[0] - b[0]);
}
