// Files are sent one by one, each with its line: name, size, how far, and what became of it. Without script the form does.
(() => {
  "use strict";
  const form = document.getElementById("upload");
  if (!form) return;
  const input = form.querySelector("input[type=file]"), button = form.querySelector("button");
  const list = form.querySelector("ul"), sending = form.querySelector(".sending");
  const bar = sending.querySelector("progress"), told = sending.querySelector("p");
  const status = form.querySelector("[role=status]");
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const limit = { file: +form.dataset.file, batch: +form.dataset.batch, files: +form.dataset.files };
  const START = button.textContent, EVERY = 1000, RUNNING = ["queued", "parsing"];
  const lines = [];
  let busy = false, follower;

  for (const node of form.querySelectorAll(".scripted")) node.hidden = false;
  for (const node of form.querySelectorAll(".plain-way")) node.hidden = true;
  form.classList.add("live");
  input.required = false;

  const size = (bytes) =>
    bytes < 1024 ? `${bytes} 字节` : bytes < 1048576 ? `${(bytes / 1024).toFixed(0)} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
  const element = (name, kind, text = "") => Object.assign(document.createElement(name), { className: kind, textContent: text });

  const show = (line, state, why = "", code = "") => {
    line.state.textContent = state;
    line.why.replaceChildren(why, ...(code ? [" ", element("code", "", code)] : []));
    line.why.hidden = !why && !code;
  };
  const refuse = (line, why, code) => {
    line.done = true;
    show(line, "未接收", why, code);
    line.item.classList.add("out");
  };
  const add = (file) => {
    const item = element("li", ""), line = { file, item, sent: 0, done: false, job: null };
    line.what = element("span", "what", file.name);
    line.state = element("span", "state");
    line.why = element("span", "why");
    item.append(line.what, element("span", "size note", size(file.size)), line.state, line.why);
    list.append(item);
    lines.push(line);
    show(line, "待发送");
    const before = lines.filter((one) => !one.done && !one.job);
    if (file.size > limit.file) refuse(line, form.dataset.tooLarge, "too_large");
    else if (before.length > limit.files) refuse(line, form.dataset.tooManyFiles, "too_many_files");
    else if (before.reduce((sum, one) => sum + one.file.size, 0) > limit.batch)
      refuse(line, form.dataset.batchTooLarge, "batch_too_large");
  };
  const waiting = () => lines.filter((line) => !line.done && !line.job && !line.broken);

  const progress = () => {
    const batch = lines.filter((line) => !line.item.classList.contains("out"));
    const whole = batch.reduce((sum, line) => sum + line.file.size, 0), sent = batch.reduce((sum, line) => sum + line.sent, 0);
    bar.value = whole ? sent / whole : 1;
    const arrived = batch.filter((line) => line.job).length;
    told.textContent = `${busy ? "正在发送" : "已发送"} ${arrived} / ${batch.length} 个文件，${size(sent)} / ${size(whole)}`;
  };
  const offer = () => {
    const count = waiting().length;
    button.textContent = count > 1 ? `上传并读取 ${count} 个文件` : START;
    button.disabled = busy;
  };

  const broken = (line, why) => {
    line.broken = true;
    line.sent = 0;
    show(line, "没有发出", why);
    const again = element("button", "link", "重发");
    again.type = "button";
    again.addEventListener("click", () => { line.broken = false; show(line, "待发送"); send(); });
    line.why.append(" ", again);
  };
  const answered = (line, request) => {
    let file;
    try {
      file = JSON.parse(request.responseText).files[0];
    } catch {
      file = null;
    }
    if (!file) {
      const login = request.responseURL.includes("/accounts/login/");
      return broken(line, login ? "登录已过期，请在另一页重新登录后再发。" : request.status === 403
        ? "没有被接受：请刷新这一页后再传。" : `服务器没有接受（${request.status}）。`);
    }
    line.sent = line.file.size;
    if (file.state === "refused") return refuse(line, file.message + (file.limit ? `上限 ${file.limit}。` : ""), file.reason);
    line.job = file.id;
    line.page = file.page;
    const link = element("a", "", line.file.name);
    link.href = file.page;
    line.what.replaceChildren(link);
    tell(line, file.state, file.label, file.message, file.reason);
    document.dispatchEvent(new Event("job-sent"));
  };
  const tell = (line, state, words, why, code) => {
    line.done = !RUNNING.includes(state);
    show(line, words, ["failed", "duplicate"].includes(state) ? why : "", code ?? "");
  };
  const transfer = (line) => new Promise((done) => {
    const request = new XMLHttpRequest(), body = new FormData();
    body.append("files", line.file, line.file.name);
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("X-CSRFToken", token);
    request.upload.addEventListener("progress", (event) => {
      line.sent = Math.min(line.file.size, event.loaded);
      show(line, event.loaded < event.total ? `发送 ${Math.floor((100 * event.loaded) / event.total)}%` : "正在收存");
      progress();
    });
    request.addEventListener("load", () => { answered(line, request); done(); });
    for (const event of ["error", "abort", "timeout"])
      request.addEventListener(event, () => { broken(line, "连接中断，没有保存。"); done(); });
    request.send(body);
  });

  const send = async (alone = false) => {
    if (busy) return;
    busy = true;
    sending.hidden = false;
    offer();
    for (let line; (line = waiting()[0]); ) {
      progress();
      await transfer(line);
    }
    busy = false;
    progress();
    offer();
    const arrived = lines.filter((line) => line.job), out = lines.length - arrived.length;
    status.textContent = `发送完毕：收到 ${arrived.length} 个${out ? `，未接收 ${out} 个` : ""}。`;
    if (alone && lines.length === 1 && arrived.length) return location.assign(arrived[0].page);
    follow();
  };

  const follow = async () => {
    clearTimeout(follower);
    const open = lines.filter((line) => line.job && !line.done);
    if (!open.length) return;
    try {
      const answer = await fetch(`${form.dataset.jobs}?format=json&ids=${open.map((line) => line.job).join(",")}`);
      const jobs = new Map((await answer.json()).map((job) => [job.id, job]));
      for (const line of open) {
        const job = jobs.get(line.job);
        if (job) tell(line, job.state, job.progress, job.message, job.reason);
        else { line.done = true; show(line, "已取消"); }
      }
    } catch {
      // tried again below
    }
    follower = setTimeout(follow, EVERY);
  };

  input.addEventListener("change", () => {
    for (const file of input.files) add(file);
    input.value = "";
    offer();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (busy) return;
    if (waiting().length) send(true);
    else { status.textContent = "请先选择文件。"; input.focus(); }
  });
  window.addEventListener("beforeunload", (event) => busy && event.preventDefault());

  // Dropped files and folders go at once.
  const inside = async (entry) => {
    if (entry.isFile) return [await new Promise((done, failed) => entry.file(done, failed))];
    const reader = entry.createReader(), found = [];
    for (;;) {
      const part = await new Promise((done, failed) => reader.readEntries(done, failed));
      if (!part.length) break;
      found.push(...part);
    }
    return (await Promise.all(found.map(inside))).flat();
  };
  const dropped = async (data) => {
    const files = [...data.files];
    const folders = [...data.items].map((item) => item.webkitGetAsEntry?.()).filter((entry) => entry?.isDirectory);
    if (!folders.length) return files;
    const names = new Set(folders.map((folder) => folder.name));
    return [...files.filter((file) => !names.has(file.name)), ...(await Promise.all(folders.map(inside))).flat()];
  };
  let depth = 0;
  const over = (event, change) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    depth = Math.max(0, depth + change);
    form.classList.toggle("over", depth > 0);
  };
  document.addEventListener("dragenter", (event) => over(event, 1));
  document.addEventListener("dragleave", (event) => over(event, -1));
  document.addEventListener("dragover", (event) => over(event, 0));
  document.addEventListener("drop", async (event) => {
    over(event, -depth);
    if (!event.dataTransfer?.types.includes("Files")) return;
    for (const file of await dropped(event.dataTransfer)) add(file);
    send();
  });
})();
