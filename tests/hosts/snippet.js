// The code to paste is what the page itself runs: the parts of its files that stand between two marks,
// lines with "snippet: begin" and "snippet: end". A <section data-file="name"> gets those of that file.

const MARK = /^.*snippet: (begin|end).*$\n?/m;

/** A text moved to the left as far as all its lines can go. */
function outdented(text) {
  const lines = text.trimEnd().split("\n");
  const least = Math.min(...lines.filter((line) => line.trim()).map((line) => line.search(/\S/)));
  return lines.map((line) => line.slice(least)).join("\n");
}

/** The marked parts of a text. */
function marked(text) {
  // Split, it is what is outside, "begin", what is inside, "end", what is outside …
  const parts = text.split(MARK).filter((_, place) => place % 4 === 2);
  return parts.map(outdented).join("\n\n");
}

for (const section of document.querySelectorAll("section[data-file]")) {
  const name = section.dataset.file;
  const response = await fetch(name);
  const textContent = response.ok ? marked(await response.text()) : `${name} is not there.`;
  const heading = Object.assign(document.createElement("h2"), { id: name, textContent: name });
  const code = Object.assign(document.createElement("pre"), { tabIndex: 0, textContent });
  code.setAttribute("aria-labelledby", name);
  section.append(heading, code);
}
