package org.myrmex.testkit.dav;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

class MemoryTreeTest extends WritableDavTreeContract {
    @Override
    protected TreeSample sample() {
        Map<String, byte[]> files = new TreeMap<>();
        for (String name :
                new String[] {"/a", "/many/one", "/many/two", "/many/three", "/many/four", "/many/deep/five"}) {
            files.put(name, name.repeat(400).getBytes(StandardCharsets.UTF_8));
        }
        files.put("/many/empty", new byte[0]);
        MemoryTree tree = new MemoryTree();
        files.forEach(tree::with);
        return new TreeSample(tree, files, "/many", Optional.of("/many/deep"));
    }
}
