namespace ActReg.MLNet;

/// <summary>What a task's labels are.</summary>
internal enum LabelKind
{
    /// <summary>There are none.</summary>
    None,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>Keys with a known number of values.</summary>
    Key,

    /// <summary>Numbers.</summary>
    Number,
}
