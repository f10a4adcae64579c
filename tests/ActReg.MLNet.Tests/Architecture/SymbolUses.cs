using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ActReg.MLNet.Tests.Architecture;

/// <summary>The types and members that code uses; what comments name does not count.</summary>
internal static class SymbolUses
{
    public static IEnumerable<ISymbol> In(SemanticModel model) =>
        from node in model.SyntaxTree.GetRoot().DescendantNodes()
        from symbol in Named(model, node).Concat(Implied(model, node))
        where symbol is INamedTypeSymbol or IPropertySymbol or IFieldSymbol or IEventSymbol
            or IMethodSymbol { MethodKind: not (MethodKind.BuiltinOperator or MethodKind.FunctionPointerSignature) }
        select ((symbol as IMethodSymbol)?.ReducedFrom ?? symbol).OriginalDefinition;

    private static ImmutableArray<ISymbol> Named(SemanticModel model, SyntaxNode node)
    {
        var info = model.GetSymbolInfo(node);
        return info.Symbol == null ? info.CandidateSymbols : [info.Symbol];
    }

    /// <summary>What the compiler takes without being told to.</summary>
    private static IEnumerable<ISymbol?> Implied(SemanticModel model, SyntaxNode node)
    {
        switch (node)
        {
            case ExpressionSyntax expression:
                yield return model.GetConversion(expression).MethodSymbol;
                break;
            case CommonForEachStatementSyntax loop:
                var info = model.GetForEachStatementInfo(loop);
                yield return info.GetEnumeratorMethod;
                yield return info.MoveNextMethod;
                yield return info.CurrentProperty;
                break;
            case ClassDeclarationSyntax { ParameterList: null } declaration:
                var type = model.GetDeclaredSymbol(declaration)!;
                if (type.InstanceConstructors.All(constructor => constructor.IsImplicitlyDeclared))
                    yield return BaseConstructor(type);
                break;
            case ConstructorDeclarationSyntax { Initializer: null } constructor:
                yield return BaseConstructor(model.GetDeclaredSymbol(constructor)!.ContainingType);
                break;
            case MemberDeclarationSyntax member:
                yield return Overridden(model.GetDeclaredSymbol(member));
                break;
        }
    }

    private static IMethodSymbol? BaseConstructor(INamedTypeSymbol type) => type.BaseType?.InstanceConstructors
        .FirstOrDefault(constructor => constructor.Parameters.All(parameter => parameter.IsOptional));

    private static ISymbol? Overridden(ISymbol? member) => member switch
    {
        IMethodSymbol method => method.OverriddenMethod,
        IPropertySymbol property => property.OverriddenProperty,
        IEventSymbol @event => @event.OverriddenEvent,
        _ => null,
    };
}
