package org.myrmex.sharing.internal;

import java.util.List;
import org.myrmex.api.plugin.HealthCheck;
import org.myrmex.sharing.shares.ShareIndex;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Says when a share cannot be read. */
@Component
public final class SharesHealth implements HealthCheck {
    private final ShareIndex index;

    @Activate
    public SharesHealth(@Reference Sharing sharing) {
        index = sharing.index();
    }

    @Override
    public String name() {
        return "shares";
    }

    @Override
    public Health check() {
        List<String> problems = index.problems();
        return problems.isEmpty()
                ? new Health(
                        Status.OK, "all can be read; shares: " + index.list().size())
                : new Health(Status.WARN, String.join("; ", problems));
    }
}
