package org.myrmex.example.zip.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.myrmex.api.dav.Call;
import org.myrmex.api.dav.DavBody;
import org.myrmex.api.dav.DavException;
import org.myrmex.api.dav.DavTree;
import org.myrmex.api.dav.Entry;
import org.myrmex.api.dav.Page;
import org.myrmex.api.plugin.HealthCheck;
import org.myrmex.api.plugin.PluginHome;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Mounts the archives at {@code /dav/zip/}, and says which cannot be shown. */
@Component(
        service = {DavTree.class, HealthCheck.class},
        configurationPid = "org.myrmex.example.zip",
        property = DavTree.NAME + "=zip")
@Designate(ocd = ZipComponent.Config.class)
public final class ZipComponent implements DavTree, HealthCheck {
    /** Archives that a health line names. */
    private static final int MAX_NAMED = 3;

    private final Archives archives;
    private final ZipTree tree;

    /** What is configured. */
    @ObjectClassDefinition(name = "Zip files as folders")
    public @interface Config {
        @AttributeDefinition(
                description = "Zip files to show, by absolute path; none for all *.zip files in the plugin's folder")
        String[] files() default {};
    }

    @Activate
    public ZipComponent(Config config, @Reference PluginHome home) throws IOException {
        List<Path> files = Stream.of(config.files()).map(Path::of).toList();
        archives = new Archives(files, files.isEmpty() ? Optional.of(home.data()) : Optional.empty());
        tree = new ZipTree(archives);
    }

    @Override
    public Optional<Entry> stat(Call call, String path) throws IOException {
        return tree.stat(call, path);
    }

    @Override
    public Page children(Call call, String path, String cursor, int limit) throws DavException, IOException {
        return tree.children(call, path, cursor, limit);
    }

    @Override
    public DavBody open(Call call, String path, long offset, long length) throws DavException, IOException {
        return tree.open(call, path, offset, length);
    }

    @Override
    public String name() {
        return "zip files";
    }

    @Override
    public Health check() {
        try {
            List<String> problems = archives.problems();
            if (problems.isEmpty()) {
                return new Health(
                        Status.OK,
                        "all can be shown; archives: " + archives.all().size());
            }
            String more = problems.size() > MAX_NAMED ? "; and " + (problems.size() - MAX_NAMED) + " more" : "";
            return new Health(
                    Status.WARN, String.join("; ", problems.subList(0, Math.min(MAX_NAMED, problems.size()))) + more);
        } catch (IOException e) {
            return new Health(Status.WARN, "the folder of the zip files cannot be read; check its permissions");
        }
    }
}
