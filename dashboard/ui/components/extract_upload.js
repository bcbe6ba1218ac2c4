// Sends one large file to this server and tells how far it is. Constant code: words come as data.

const BROKEN_OFF = "The upload broke off. Look whether the disk has room, then try again.";
const LOGGED_OUT = "Log in again in another window, then try again.";

const uploads = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  const upload = uploads.get(parentElement) ?? new Upload(parentElement);
  uploads.set(parentElement, upload);
  upload.show(data, (name) => setTriggerValue("done", name));
  const turn = (upload.turn += 1);
  return () => {
    // A run that another has overtaken is cleared away too: the upload is the other's by then.
    if (upload.turn === turn) {
      upload.request?.abort();
      uploads.delete(parentElement);
    }
  };
}

class Upload {
  turn = 0;

  constructor(root) {
    this.part = (name) => root.querySelector(`.${name}`);
    this.input = root.querySelector("input");
    this.bar = root.querySelector("progress");
    const drop = this.part("drop");
    this.part("choose").addEventListener("click", () => this.input.click());
    this.part("cancel").addEventListener("click", () => this.request?.abort());
    this.input.addEventListener("change", () => this.take(this.input.files[0]));
    for (const name of ["dragover", "dragleave", "drop"]) {
      drop.addEventListener(name, (event) => {
        event.preventDefault();
        drop.classList.toggle("over", name === "dragover");
      });
    }
    drop.addEventListener("drop", (event) => this.take(event.dataTransfer.files[0]));
  }

  show(data, done) {
    this.data = data;
    this.done = done;
    this.part("ask").textContent = data.ask;
    this.part("limit").textContent = data.limit;
    this.input.accept = data.accept;
  }

  take(file) {
    this.input.value = "";
    if (!file) return;
    const name = file.name.toLowerCase();
    if (!this.data.endings.some((ending) => name.endsWith(ending))) {
      return this.tell(this.data.noExtract, true);
    }
    if (file.size > this.data.most) return this.tell(this.data.tooLarge, true);
    this.send(file);
  }

  send(file) {
    const request = new XMLHttpRequest();
    this.request = request;
    request.upload.onprogress = ({ loaded, total }) => this.progress(loaded, total);
    request.onload = () => this.answered(request);
    request.onerror = () => this.end(BROKEN_OFF, true);
    request.onabort = () => this.end(`${file.name} was not uploaded.`);
    request.open("PUT", new URL(`/extracts/${encodeURIComponent(file.name)}`, location.origin));
    request.setRequestHeader(this.data.header, "1");
    this.part("drop").hidden = true;
    this.part("going").hidden = false;
    this.part("name").textContent = file.name;
    this.progress(0, file.size);
    this.tell("");
    this.part("cancel").focus();
    request.send(file);
  }

  progress(loaded, total) {
    this.bar.value = total ? loaded / total : 0;
    this.part("share").textContent = loaded < total || !total
      ? `${size(loaded)} of ${size(total)}` : "All is sent. It is being put away.";
  }

  answered(request) {
    let answer = {};
    try {
      answer = JSON.parse(request.responseText);
    } catch {
      // The door answers in plain words, and a server in between in anything.
    }
    if (request.status !== 200 || !answer.name) {
      return this.end(answer.error ?? (request.status === 401 ? LOGGED_OUT : BROKEN_OFF), true);
    }
    this.end(`${answer.name} is uploaded: ${size(answer.bytes)}.`);
    this.done(answer.name);
  }

  end(words, isWrong = false) {
    this.request = null;
    this.part("drop").hidden = false;
    this.part("going").hidden = true;
    this.tell(words, isWrong);
  }

  tell(words, isWrong = false) {
    this.part("words").textContent = words;
    this.part("words").classList.toggle("wrong", isWrong);
  }
}

function size(bytes) {
  const mega = bytes / 1e6;
  return mega < 1 ? `${Math.ceil(bytes / 1e3)} kB` : `${mega.toFixed(mega < 10 ? 1 : 0)} MB`;
}
