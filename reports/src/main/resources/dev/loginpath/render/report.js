'use strict';
(function () {
  var tools = document.getElementById('tools');
  var text = document.getElementById('filter-text');
  var status = document.getElementById('filter-status');
  var items = Array.prototype.slice.call(document.querySelectorAll('[data-find]'));
  function apply() {
    var wanted = text.value.toLowerCase();
    items.forEach(function (item) {
      var named = item.dataset.find.indexOf(wanted) >= 0;
      var has = status.value === '' || item.dataset.status.split(' ').indexOf(status.value) >= 0;
      item.hidden = !(named && has);
    });
  }
  function reveal() {
    var target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (var node = target; node; node = node.parentElement) {
      if (node.tagName === 'DETAILS') { node.open = true; }
    }
    if (target) { target.scrollIntoView(); }
  }
  if (tools) {
    tools.hidden = false;
    text.addEventListener('input', apply);
    status.addEventListener('change', apply);
  }
  window.addEventListener('hashchange', reveal);
  window.addEventListener('beforeprint', function () {
    document.querySelectorAll('details').forEach(function (each) { each.open = true; });
  });
  reveal();
}());
