package org.myrmex.http.internal;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** The page's looks, in a file of their own because the guard's policy allows no style inside a page. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/page.css")
public final class StyleServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Activate
    public StyleServlet() {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/css;charset=utf-8");
        try (InputStream css = StyleServlet.class.getResourceAsStream("page.css")) {
            css.transferTo(response.getOutputStream());
        }
    }
}
