namespace ActReg.MLNet;

/// <summary>What a candidate is there for.</summary>
public enum CandidateRole
{
    /// <summary>It is one of the space.</summary>
    Candidate,

    /// <summary>The base options without any activity penalty, which the others are compared with.</summary>
    Baseline,

    /// <summary>The baseline with early stopping.</summary>
    EarlyStopping,
}
