package org.myrmex.http.internal;

import java.util.List;

/** Builds a page of headed blocks of text. */
final class Page {
    private final StringBuilder html = new StringBuilder();

    Page(String title) {
        html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
                .append(escape(title))
                .append("</title>\n<link rel=\"stylesheet\" href=\"/page.css\">\n</head>\n<body>\n<h1>")
                .append(escape(title))
                .append("</h1>\n<p><a href=\"/\">Load again</a></p>\n");
    }

    void section(String title, List<String> lines) {
        html.append("<section>\n<h2>").append(escape(title)).append("</h2>\n<pre>");
        html.append(escape(String.join("\n", lines))).append("</pre>\n</section>\n");
    }

    String html() {
        return html + "</body>\n</html>\n";
    }

    /** Names of files come from strangers: nothing of them may become markup. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
