namespace ActReg.MLNet;

/// <summary>The norms of the tutorial on activity regularization, as values of <see cref="StudySpace.VaryNorm"/>.</summary>
public enum ActivityNorm
{
    /// <summary><see cref="ActivityRegularizer.L1"/>.</summary>
    L1,

    /// <summary><see cref="ActivityRegularizer.L2"/>.</summary>
    L2,

    /// <summary><see cref="ActivityRegularizer.L1L2"/>, both of the same strength.</summary>
    L1L2,
}
