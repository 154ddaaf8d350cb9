package org.myrmex.discovery.hostcatcher.internal;

/**
 * What an operator lets neighbours have.
 *
 * @param advertise whether they are told where this peer can be dialled
 * @param dialBack whether they are dialled back when they ask for it
 */
record Manners(boolean advertise, boolean dialBack) {}
