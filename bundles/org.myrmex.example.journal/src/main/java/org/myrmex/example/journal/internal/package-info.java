/**
 * A plugin that remembers events and gives them to whoever asks by a request rule.
 */
package org.myrmex.example.journal.internal;
