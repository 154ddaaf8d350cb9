// Commands of a test for the npm package "webdav": put or get a whole folder, or use everything it offers.
import { readFile, readdir, writeFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { createClient } from "webdav";

const [url, command, ...words] = process.argv.slice(2);
const client = createClient(url, { username: process.env.DRIVE_USER, password: process.env.DRIVE_PASSWORD });

async function put(from, to) {
  await client.createDirectory(to);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const source = join(from, entry.name);
    const target = `${to}/${entry.name}`;
    if (entry.isDirectory()) {
      await put(source, target);
    } else {
      await client.putFileContents(target, await readFile(source));
    }
  }
}

async function get(from, to) {
  await mkdir(to, { recursive: true });
  for (const entry of await client.getDirectoryContents(from)) {
    const target = join(to, entry.basename);
    if (entry.type === "directory") {
      await get(entry.filename, target);
    } else {
      await writeFile(target, await client.getFileContents(entry.filename));
    }
  }
}

async function text(stream) {
  let all = "";
  for await (const part of stream) {
    all += part;
  }
  return all;
}

// What each call gives, one line each; an error gives its status.
async function everything(folder) {
  const file = `${folder}/a b#%.txt`;
  const moved = `${folder}/c;d&.txt`;
  const say = async (name, call) => {
    let value;
    try {
      value = await call();
    } catch (error) {
      value = `refused ${error.status ?? error.message}`;
    }
    console.log(`${name} ${JSON.stringify(value)}`);
  };
  await client.createDirectory(`${folder}/x/y`, { recursive: true });
  await say("classes", async () => (await client.getDAVCompliance("/")).compliance);
  await say("put", () => client.putFileContents(file, "hello world", { overwrite: false }));
  await say("put over it", () => client.putFileContents(file, "other", { overwrite: false }));
  await say("stat", async () => (({ basename, size, type }) => ({ basename, size, type }))(await client.stat(file)));
  await say("list", async () => (await client.getDirectoryContents(folder)).map((entry) => entry.basename).sort());
  await say("get", () => client.getFileContents(file, { format: "text" }));
  await say("range", () => text(client.createReadStream(file, { range: { start: 2, end: 4 } })));
  await say("exists", () => client.exists(file));
  await say("move", () => client.moveFile(file, moved));
  await say("copy", () => client.copyFile(moved, `${folder}/x/copy.txt`));
  await say("exists now", () => client.exists(file));
  const lock = await client.lock(moved, { timeout: "Second-300" });
  await say("locked", () => /^urn:uuid:[0-9a-f-]{36}$/.test(lock.token));
  await say("put without the token", () => client.putFileContents(moved, "x"));
  await say("put with it", () => client.putFileContents(moved, "y", { headers: { If: `(<${lock.token}>)` } }));
  await say("unlock", () => client.unlock(moved, lock.token));
  await say("put afterwards", () => client.putFileContents(moved, "z"));
  const quota =
    '<propfind xmlns="DAV:"><prop><quota-available-bytes/><quota-used-bytes/></prop></propfind>';
  await say("quota", async () => (await client.getQuota({ path: "/", data: quota })).available > 0);
  await say("delete", () => client.deleteFile(folder));
  await say("exists then", () => client.exists(folder));
}

const commands = { put, get, everything };
await commands[command](...words);
