package org.myrmex.webdav.methods;

import java.io.IOException;
import org.myrmex.api.dav.DavException;
import org.myrmex.webdav.path.BadPathException;
import org.myrmex.webdav.xml.BadXmlException;

/** Answers requests of one method. Request threads, many at once. */
@FunctionalInterface
interface Method {
    void answer(Exchange exchange)
            throws RefusedException, DavException, BadPathException, BadXmlException, IOException;
}
