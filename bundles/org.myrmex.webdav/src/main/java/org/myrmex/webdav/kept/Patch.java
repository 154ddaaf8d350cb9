package org.myrmex.webdav.kept;

import java.util.Optional;
import org.myrmex.webdav.xml.Name;

/**
 * One change of a property.
 *
 * @param xml the whole element; empty where it goes
 */
public record Patch(Name name, Optional<String> xml) {}
