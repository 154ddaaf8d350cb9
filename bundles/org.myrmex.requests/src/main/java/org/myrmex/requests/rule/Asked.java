package org.myrmex.requests.rule;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What of a request rules look at.
 *
 * @param path decoded
 * @param type of the body, without parameters
 * @param headers values of a header by its name
 */
public record Asked(String method, String path, Optional<String> type, Function<String, List<String>> headers) {}
