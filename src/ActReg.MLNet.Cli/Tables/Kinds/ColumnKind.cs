namespace ActReg.MLNet.Cli.Tables;

/// <summary>What a column is taken for.</summary>
internal enum ColumnKind
{
    /// <summary>A number, or no value.</summary>
    Number,

    /// <summary>One of two words such as yes and no, or no value.</summary>
    Boolean,

    /// <summary>One of few texts, or no value.</summary>
    Category,

    /// <summary>A text of words; a model uses it on request only.</summary>
    Text,

    /// <summary>Left out.</summary>
    Ignored,

    /// <summary>What a model is to tell.</summary>
    Label,
}
