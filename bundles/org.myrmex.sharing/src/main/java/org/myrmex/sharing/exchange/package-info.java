/**
 * Those who have a content and what they send: who is found and asked, channels with them, which of them lie, fall silent or
 * vanish. Which blocks are wanted, and what becomes of them, is for the packages beside this: downloads and streams.
 */
package org.myrmex.sharing.exchange;
