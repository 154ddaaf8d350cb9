package org.myrmex.discovery.hostcatcher.caught;

import java.util.Optional;
import org.myrmex.api.transport.CloseReason;

/**
 * What became of dialling a neighbour back.
 *
 * @param failure empty when it was reached
 */
public record Verdict(Optional<CloseReason> failure) {}
