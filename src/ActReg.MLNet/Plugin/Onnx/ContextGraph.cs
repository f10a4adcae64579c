using Microsoft.ML.Data;
using Microsoft.ML.Model.OnnxConverter;

namespace ActReg.MLNet;

/// <summary>ML.NET's ONNX graph in the making.</summary>
/// <param name="context">Where it is made.</param>
/// <param name="owner">What writes into it, for messages.</param>
internal sealed class ContextGraph(OnnxContext context, string owner) : IOnnxGraph
{
    // ONNX's own domain. Without one, ML.NET means that of classical machine learning.
    private const string Domain = "";

    // A context takes the names of values for those of columns, which no user calls so.
    private const string Prefix = "ActReg.";

    private string _scope = "";

    public string Scope
    {
        set => _scope = value;
    }

    /// <summary>[rows, values] of a variable that may have more dimensions.</summary>
    /// <param name="variable">Its name.</param>
    /// <param name="size">The values of a row.</param>
    /// <exception cref="InvalidOperationException">It has another number of values.</exception>
    public string Rows(string variable, int size)
    {
        var shape = context.RetrieveShapeOrNull(variable);
        // ML.NET goes on where a step cannot be exported, and leaves out all before it.
        if (shape is { Count: > 1 } && shape.Skip(1).All(dimension => dimension > 0) && shape.Skip(1).Aggregate((product, dimension) => product * dimension) is var count && count != size)
        {
            throw new InvalidOperationException(
                $"{owner} cannot be exported to ONNX: it reads {size} values, and its column \"{variable}\" has {count}, because a step before it cannot be exported.");
        }

        // Also of two dimensions, as declared: what ML.NET makes of one category has one more than it says.
        return this.Reshape(variable, -1, size);
    }

    /// <summary>The variable of a column.</summary>
    /// <exception cref="InvalidOperationException">The graph has none.</exception>
    public string Column(string name) => context.ContainsColumn(name) ? context.GetVariableName(name) : throw new InvalidOperationException(
        $"{owner} cannot be exported to ONNX, because its column \"{name}\" is made by a step that cannot be.");

    /// <summary>Has a value be that of a new column.</summary>
    /// <param name="value">[rows, values].</param>
    /// <param name="type">The column's.</param>
    /// <param name="name">Its name.</param>
    public void AddColumn(string value, DataViewType type, string name)
    {
        var shaped = type is VectorDataViewType { Size: > 1, Dimensions: { Length: > 1 } dimensions }
            ? this.Reshape(value, [0, .. dimensions.Select(dimension => (long)dimension)]) : value;
        Name(shaped, context.AddIntermediateVariable(type, name));
    }

    /// <summary>Has a value be that of a variable which ML.NET has named.</summary>
    /// <param name="value">The value.</param>
    /// <param name="variable">The name.</param>
    public void Name(string value, string variable) => Node("Identity", [value], [variable]);

    public string Add(string type, IReadOnlyList<string> inputs, params IReadOnlyList<OnnxAttribute> attributes) => AddOf(1, type, inputs, attributes)[0];

    public IReadOnlyList<string> AddOf(int outputs, string type, IReadOnlyList<string> inputs, params IReadOnlyList<OnnxAttribute> attributes)
    {
        string[] names = [.. Enumerable.Range(0, outputs).Select(_ => context.AddIntermediateVariable(null, Named(type), skip: true))];
        var node = Node(type, inputs, names);
        foreach (var attribute in attributes)
        {
            if (attribute.Integer is { } integer)
                node.AddAttribute(attribute.Name, integer);
            else if (attribute.Integers is { } integers)
                node.AddAttribute(attribute.Name, integers);
            else if (attribute.Number is { } number)
                node.AddAttribute(attribute.Name, (double)number);
            else
                node.AddAttribute(attribute.Name, attribute.Text);
        }

        return names;
    }

    public string Constant(float value) => context.AddInitializer(value, Named("number"));

    public string Constant(double value) => context.AddInitializer(value, Named("number"));

    public string Constant(IReadOnlyList<float> values, params IReadOnlyList<long> shape) => context.AddInitializer(values, shape, Named("weight"));

    public string Constant(IReadOnlyList<long> values) => context.AddInitializer(values, [values.Count], Named("integers"));

    public string Constant(IReadOnlyList<bool> values, params IReadOnlyList<long> shape) => context.AddInitializer(values, shape, Named("mask"));

    public void Require(int operatorSet) => context.CheckOpSetVersion(operatorSet, owner);

    private OnnxNode Node(string type, IReadOnlyList<string> inputs, IReadOnlyList<string> outputs) =>
        context.CreateNode(type, inputs, outputs, context.GetNodeName(Named(type)), Domain);

    private string Named(string kind) => $"{Prefix}{_scope}/{kind}";
}
