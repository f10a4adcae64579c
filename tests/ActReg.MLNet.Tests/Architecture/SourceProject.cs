namespace ActReg.MLNet.Tests.Architecture;

/// <summary>A project and what its wall keeps apart.</summary>
/// <param name="Name">Its folder in <c>src</c>.</param>
/// <param name="AssemblyName">The name to compile it under, which decides whose internals it sees.</param>
/// <param name="Floors">Its top-level folders, highest first: each may use those after it.</param>
/// <param name="Reserved">What only some of its places may use.</param>
internal sealed record SourceProject(
    string Name, string AssemblyName, IReadOnlyList<string> Floors, IReadOnlyList<Reserved> Reserved);
