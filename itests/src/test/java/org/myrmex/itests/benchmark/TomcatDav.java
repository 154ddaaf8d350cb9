package org.myrmex.itests.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Tomcat's WebDAV servlet on the embedded server, with the same virtual machine and flags as a peer of ours. */
final class TomcatDav {
    private TomcatDav() {}

    /** @param jars folder with those of the embedded Tomcat */
    static DavSubject start(Path folder, Path files, Path jars) throws IOException, InterruptedException {
        int port = Ports.free();
        Path conf = Files.createDirectories(folder.resolve("conf"));
        Path dav = Files.writeString(
                conf.resolve("dav.xml"),
                web(
                        """
                <servlet><servlet-name>dav</servlet-name><servlet-class>org.apache.catalina.servlets.WebdavServlet</servlet-class>
                <init-param><param-name>readonly</param-name><param-value>false</param-value></init-param>
                <init-param><param-name>listings</param-name><param-value>true</param-value></init-param>
                <init-param><param-name>maxRequestBodySize</param-name><param-value>65536</param-value></init-param></servlet>
                <servlet-mapping><servlet-name>dav</servlet-name><url-pattern>/*</url-pattern></servlet-mapping>
                """));
        Files.writeString(
                conf.resolve("web.xml"),
                web("<mime-mapping><extension>txt</extension><mime-type>text/plain</mime-type></mime-mapping>"));
        Files.writeString(
                conf.resolve("server.xml"),
                "<Server port=\"-1\"><Service name=\"Catalina\"><Connector address=\"127.0.0.1\" port=\"" + port
                        + "\" maxKeepAliveRequests=\"-1\"/><Engine name=\"Catalina\" defaultHost=\"localhost\"><Host name=\"localhost\""
                        + " appBase=\"" + folder.resolve("none")
                        + "\" deployOnStartup=\"false\" autoDeploy=\"false\"><Context path=\"\""
                        + " docBase=\"" + files + "\" altDDName=\"" + dav + "\"/></Host></Engine></Service></Server>");
        Tree tree = new Tree(new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xss512k",
                        "-Xms16m",
                        "-Xmx256m",
                        "-Dcatalina.base=" + folder,
                        "-Dcatalina.home=" + folder,
                        "-cp",
                        jars + "/*",
                        "org.apache.catalina.startup.Tomcat",
                        "--await"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start());
        try {
            Poll.secondsUntil(System.nanoTime(), "Tomcat", tree::isAlive, () -> Knock.listens(port));
            return new DavSubject(
                    "Tomcat",
                    "WebdavServlet of " + version(jars) + ", " + tree.javaOptions(),
                    "http://127.0.0.1:" + port,
                    Optional.empty(),
                    files,
                    tree);
        } catch (IOException | InterruptedException e) {
            tree.close();
            throw e;
        }
    }

    private static String version(Path jars) throws IOException {
        try (var all = Files.list(jars)) {
            return all.map(jar -> jar.getFileName().toString())
                    .filter(name -> name.startsWith("tomcat-embed-core"))
                    .findFirst()
                    .orElse("tomcat")
                    .replace(".jar", "");
        }
    }

    private static String web(String inner) {
        return "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.1\" metadata-complete=\"true\">"
                + inner + "</web-app>";
    }
}
