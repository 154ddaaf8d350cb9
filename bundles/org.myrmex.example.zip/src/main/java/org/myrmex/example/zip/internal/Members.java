package org.myrmex.example.zip.internal;

import java.util.List;
import java.util.Optional;

/**
 * Makes a tree of the members of an archive. What cannot stand in a tree is left out and counted: names that climb out of the
 * archive, are absolute, or hold control characters; the earlier ones of the same name; a file where a folder must be.
 */
final class Members {
    /** Files and folders, also those that are only implied: one name may imply thousands. */
    static final int MAX_NODES = ZipDirectory.MAX_MEMBERS;

    /** Folders in each other. */
    static final int MAX_DEPTH = 64;

    private final Node root = new Node("", Optional.empty());
    private int nodes;
    private int leftOut;

    Members(List<Packed> members) throws BadArchive {
        for (Packed member : members) {
            if (!add(member)) {
                leftOut++;
            }
        }
    }

    Node root() {
        return root;
    }

    int leftOut() {
        return leftOut;
    }

    private boolean add(Packed member) throws BadArchive {
        boolean folder = member.path().endsWith("/");
        String path = folder ? member.path().substring(0, member.path().length() - 1) : member.path();
        String[] names = path.split("/", -1);
        if (names.length > MAX_DEPTH) {
            return false;
        }
        for (String name : names) {
            if (!isName(name)) {
                return false;
            }
        }
        boolean whole = true;
        Node at = root;
        for (int i = 0; i < names.length - 1; i++) {
            Node next = at.members().get(names[i]);
            if (next == null || !next.folder()) {
                // A file that is in the way of a folder goes: what is in the folder would not be reached.
                whole &= next == null;
                next = put(at, new Node(names[i], Optional.empty()));
            }
            at = next;
        }
        Node old = at.members().get(names[names.length - 1]);
        if (old != null && old.folder()) {
            return folder && whole;
        }
        put(at, new Node(names[names.length - 1], Optional.of(member)));
        return old == null && whole;
    }

    private Node put(Node folder, Node member) throws BadArchive {
        if (folder.members().put(member.name(), member) == null && ++nodes > MAX_NODES) {
            throw new BadArchive("has too many folders; pack at most " + MAX_NODES + " files and folders into one");
        }
        return member;
    }

    private static boolean isName(String name) {
        return !name.isEmpty()
                && !name.equals(".")
                && !name.equals("..")
                && name.chars().noneMatch(c -> Character.isISOControl(c) || c == 0xfffd);
    }
}
