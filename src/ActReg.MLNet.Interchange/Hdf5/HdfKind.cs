namespace ActReg.MLNet.Interchange;

/// <summary>Types of values that are told apart.</summary>
internal enum HdfKind
{
    /// <summary>Something that is not read.</summary>
    Other,

    /// <summary>Whole numbers.</summary>
    Integer,

    /// <summary>16 bits.</summary>
    Half,

    /// <summary>16 bits, the upper ones of <see cref="Single"/>.</summary>
    BFloat16,

    /// <summary>32 bits.</summary>
    Single,

    /// <summary>64 bits.</summary>
    Double,

    /// <summary>Texts of the same number of bytes, with zeros behind.</summary>
    Text,

    /// <summary>Texts of any length, which stand elsewhere in the file.</summary>
    HeapText,
}
