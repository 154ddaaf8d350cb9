package org.myrmex.lab.experiment;

/** Hears how far an experiment is, and may end it. */
public interface Progress {
    /** Nobody listens. */
    Progress NONE = (label, done, total, unit) -> {};

    /**
     * @param total 0 when not known
     * @throws LabException when whoever asked has gone
     */
    void at(String label, long done, long total, String unit) throws LabException;
}
