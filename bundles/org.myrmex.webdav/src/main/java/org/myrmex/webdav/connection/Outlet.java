package org.myrmex.webdav.connection;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import org.eclipse.jetty.ee10.servlet.HttpOutput;

/** The body of an answer for what comes in buffers: this server takes them as they are, the servlet API before 6.1 only arrays. */
public final class Outlet {
    private Outlet() {}

    /** Writes what is left in a buffer; it is not looked at any more when this returns, but may be when this throws. */
    public static void write(OutputStream to, ByteBuffer bytes) throws IOException {
        if (to instanceof HttpOutput server) {
            server.write(bytes);
        } else {
            Channels.newChannel(to).write(bytes);
        }
    }
}
