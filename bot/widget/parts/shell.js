// Its signs, and the elements that are there from the beginning.

const icon = (path) => `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${path}"/></svg>`;
const CLOSE = icon("M6 6l12 12M18 6L6 18");
const THUMB = icon("M7 11v9H4v-9zl4-7c2 0 2.5 1.5 2 3l-1 3h7l-2 9q-.5 1-1 1H7");

// data-t names an element's text, data-l its label.
const SHELL = `
<button class="launch" aria-haspopup="dialog">${icon("M4 5h16v11H10l-5 4v-4H4z")}<span data-t="launch"></span><span class="count" hidden></span></button>
<dialog class="panel" data-l="name"><div class="in">
  <div class="head"><span class="face" aria-hidden="true"></span><div class="names"><h2 data-t="name"></h2><div class="presence"></div></div>
    <button class="tongue" data-t="other"></button><button class="close" data-l="close">${CLOSE}</button></div>
  <div class="state" role="status"></div>
  <div class="log" role="log" aria-live="polite" tabindex="0" data-l="log"><div class="typing" role="status"></div></div>
  <button class="newer" hidden></button>
  <div class="problem" role="alert" id="problem"></div>
  <form class="form"><textarea class="input" rows="1" data-l="write" aria-describedby="problem"></textarea>
    <button class="send" data-l="send">${icon("M4 12h14M13 6l6 6-6 6")}</button></form>
</div></dialog>
<dialog class="panel page" data-l="account"><div class="in">
  <div class="head"><h2 class="names" data-t="account"></h2><button class="leave" data-l="close">${CLOSE}</button></div>
  <div class="bar"><a class="tab" target="_blank" rel="noopener" data-t="tab"></a><span><span data-t="number"></span><b class="number"></b></span></div>
</div></dialog>`;
