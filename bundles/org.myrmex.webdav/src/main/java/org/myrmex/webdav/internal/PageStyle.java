package org.myrmex.webdav.internal;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import org.myrmex.webdav.page.ListingPage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * The looks of the pages of folders, in a file of their own because the guard's policy allows no style inside a page. Below the facade,
 * since a browser sends the password nowhere else, and under a name that no file there can have.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/dav/" + ListingPage.STYLE)
public final class PageStyle extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Activate
    public PageStyle() {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/css;charset=utf-8");
        response.setHeader("Cache-Control", "private, max-age=600");
        try (InputStream css = ListingPage.class.getResourceAsStream("page.css")) {
            css.transferTo(response.getOutputStream());
        }
    }
}
