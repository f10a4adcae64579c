namespace ActReg.MLNet.Interchange;

/// <summary>An entry of a group.</summary>
/// <param name="Name">What it is called there.</param>
/// <param name="Address">Where the object is; <see langword="null"/> of a link to a path, here or in another file, which is not followed.</param>
internal readonly record struct HdfLink(string Name, ulong? Address);
