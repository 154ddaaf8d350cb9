package org.myrmex.plugins.install;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set. */
@ObjectClassDefinition(name = "Myrmex plugins", description = "Which bundles of the plugins folder are taken.")
public @interface PluginsConfiguration {
    @AttributeDefinition(
            name = "Trust",
            description =
                    "open: every bundle is taken, signed or not. signed: not there yet; with it, as with any other"
                            + " word, none is taken.")
    String trust() default "open";
}
