package org.myrmex.mesh.flow;

import org.myrmex.api.transport.Frame;

/** A parcel that was chosen to be written now, and what is needed to undo that. */
public final class Chosen {
    private final Parcel parcel;
    private final int flow;
    private final Frame frame;
    /** Null for frames of the link itself and under cover. */
    final Bucket bucket;
    /** Whether it began a turn of its bucket. */
    final boolean began;

    private Chosen(Parcel parcel, int flow, Frame frame, Bucket bucket, boolean began) {
        this.parcel = parcel;
        this.flow = flow;
        this.frame = frame;
        this.bucket = bucket;
        this.began = began;
    }

    static Chosen control(Parcel parcel) {
        return new Chosen(parcel, 0, plain(parcel, 0), null, false);
    }

    static Chosen ofBucket(Parcel parcel, Bucket bucket, boolean began) {
        return new Chosen(parcel, bucket.number, plain(parcel, bucket.number), bucket, began);
    }

    /** @param parcel what travels inside; null when nothing waits */
    static Chosen underCover(Parcel parcel) {
        Frame frame = parcel == null ? CoverFrame.empty() : CoverFrame.around(parcel);
        return new Chosen(parcel, 0, frame, null, false);
    }

    private static Frame plain(Parcel parcel, int flow) {
        return new Frame(parcel.type(), flow, parcel.header(), parcel.body());
    }

    /** What waited; null for an empty cover frame. */
    public Parcel parcel() {
        return parcel;
    }

    /** Its number on the wire. */
    public int flow() {
        return flow;
    }

    /** What goes on the wire; its body's reference goes with it. */
    public Frame frame() {
        return frame;
    }

    boolean isCover() {
        return frame.type() == FrameTypes.COVER;
    }

    /** The connection has taken the frame. */
    public void written() {
        if (parcel == null) {
            return;
        }
        if (isCover()) {
            parcel.body().release(); // the frame had a copy
        }
        parcel.ticket().ended(true);
    }
}
