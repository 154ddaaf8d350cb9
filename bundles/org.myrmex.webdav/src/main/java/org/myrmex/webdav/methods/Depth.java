package org.myrmex.webdav.methods;

/** How much of what lies below a collection a request is about (RFC 4918, 10.2). */
enum Depth {
    ZERO,
    ONE,
    INFINITY;

    /** Of a request; infinity where it says nothing. */
    static Depth of(Exchange exchange) throws RefusedException {
        return of(exchange.header("Depth").orElse("infinity"));
    }

    static Depth of(String value) throws RefusedException {
        String said = value.strip();
        if (said.equalsIgnoreCase("infinity")) {
            return INFINITY;
        }
        return switch (said) {
            case "0" -> ZERO;
            case "1" -> ONE;
            default -> throw new RefusedException(Status.BAD_REQUEST, "Depth is 0, 1 or infinity");
        };
    }

    /** Of a method that is about a resource alone or all of it; whether it is about all. */
    static boolean deep(Exchange exchange) throws RefusedException {
        Depth depth = of(exchange);
        if (depth == ONE) {
            throw new RefusedException(Status.BAD_REQUEST, "Depth is 0 or infinity here");
        }
        return depth == INFINITY;
    }

    /** Refuses all but infinity: a collection goes, or moves, with all that is in it. */
    static void needInfinity(Exchange exchange) throws RefusedException {
        if (of(exchange) != INFINITY) {
            throw new RefusedException(
                    Status.BAD_REQUEST, "a collection goes with all that is in it: Depth is infinity");
        }
    }
}
