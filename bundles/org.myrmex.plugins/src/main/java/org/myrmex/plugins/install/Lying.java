package org.myrmex.plugins.install;

import java.util.Optional;
import org.myrmex.plugins.folder.Candidate;
import org.myrmex.plugins.folder.Finding;

/** A file that lies in the folder and is not what runs, and why. */
public record Lying(String file, Optional<Candidate> candidate, Finding finding) {}
