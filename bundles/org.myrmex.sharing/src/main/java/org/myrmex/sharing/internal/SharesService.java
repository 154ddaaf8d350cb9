package org.myrmex.sharing.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.myrmex.api.sharing.Share;
import org.myrmex.api.sharing.Shares;
import org.myrmex.sharing.shares.ShareIndex;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Hands out the shares. */
@Component
public final class SharesService implements Shares {
    private final ShareIndex index;

    @Activate
    public SharesService(@Reference Sharing sharing) {
        index = sharing.index();
    }

    @Override
    public Share add(String name, Path folder) throws IOException {
        return index.add(name, folder);
    }

    @Override
    public boolean remove(String name) throws IOException {
        return index.remove(name);
    }

    @Override
    public List<Share> list() {
        return index.list();
    }
}
