package org.myrmex.transport.tls.internal.crowd;

/**
 * The part of an address that one owner usually has more addresses of: the first 24 bits in IPv4, the first 48 in IPv6, which
 * is what a site gets (RFC 6177 section 2).
 *
 * @param prefix those bits
 * @param isVersion6 whose bits they are
 */
public record Network(long prefix, boolean isVersion6) {
    private static final int VERSION_6_BYTES = 16;
    private static final int PREFIX_BYTES_4 = 3;
    private static final int PREFIX_BYTES_6 = 6;

    /**
     * The network of an address.
     *
     * @param address 4 or 16 bytes
     */
    public static Network of(byte[] address) {
        boolean isVersion6 = address.length == VERSION_6_BYTES;
        long prefix = 0;
        for (int i = 0; i < (isVersion6 ? PREFIX_BYTES_6 : PREFIX_BYTES_4); i++) {
            prefix = prefix << Byte.SIZE | (address[i] & 0xFF);
        }
        return new Network(prefix, isVersion6);
    }
}
