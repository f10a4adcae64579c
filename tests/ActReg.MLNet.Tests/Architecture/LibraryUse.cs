using Microsoft.CodeAnalysis;

namespace ActReg.MLNet.Tests.Architecture;

/// <summary>A file's use of what a library declares.</summary>
internal sealed record LibraryUse(string From, ISymbol Symbol)
{
    public string Library => Symbol.ContainingAssembly.Name;

    /// <summary>Whether anyone may use it.</summary>
    public bool IsPublic => IsVisible(Symbol);

    private static bool IsVisible(ISymbol symbol) => symbol is INamespaceSymbol
        || symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal
        && IsVisible(symbol.ContainingSymbol);
}
