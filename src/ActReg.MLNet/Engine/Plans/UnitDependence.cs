namespace ActReg.MLNet;

/// <summary>What a unit that a step puts out depends on; of an image or a sequence, what a channel does, all places of which are one unit here.</summary>
internal enum UnitDependence
{
    /// <summary>Anything: other units of its input and its output, or its place.</summary>
    Any,

    /// <summary>The same unit of the input and one value of each weight array, its own.</summary>
    SameUnit,

    /// <summary>All units of the input, each by a row of the kernel, and its own column of every weight array.</summary>
    AllUnits,
}
