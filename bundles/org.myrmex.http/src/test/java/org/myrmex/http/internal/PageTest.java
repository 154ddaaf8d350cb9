package org.myrmex.http.internal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class PageTest {
    @Test
    void nothingOfANameBecomesMarkup() {
        Page page = new Page("Myrmex");
        page.section("Downloads", List.of("<script>alert('1')</script> & \"more\""));
        String html = page.html();
        assertFalse(html.contains("<script"));
        assertTrue(html.contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;more&quot;"));
    }
}
