using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet;

/// <summary>A column that a network of several outputs makes.</summary>
/// <param name="Name">Its name, which is ML.NET's name of its values' kind too.</param>
/// <param name="Item">What its values are.</param>
/// <param name="IsProbability">Whether they lie between 0 and 1.</param>
/// <param name="Getter">Makes a getter of its values, of what gives the scores of the row that a cursor is at.</param>
/// <param name="Onnx">Its values in an ONNX graph, of the scores.</param>
internal sealed record VectorOutput(
    string Name, PrimitiveDataViewType Item, bool IsProbability, Func<int, Func<float[]>, Delegate> Getter, Func<IOnnxGraph, string, string> Onnx)
{
    private static readonly VectorOutput Score = new(
        DefaultColumnNames.Score, NumberDataViewType.Single, IsProbability: false, (count, scores) => Values(count, scores, score => score),
        (_, scores) => scores);

    private static readonly VectorOutput Probability = new(
        DefaultColumnNames.Probability, NumberDataViewType.Single, IsProbability: true, (count, scores) => Values(count, scores, Sigmoid),
        (graph, scores) => graph.Add("Sigmoid", [scores]));

    private static readonly VectorOutput PredictedLabel = new(
        DefaultColumnNames.PredictedLabel, BooleanDataViewType.Instance, IsProbability: false, (count, scores) => Values(count, scores, score => score > 0),
        (graph, scores) => graph.Add("Greater", [scores, graph.Constant(0f)]));

    /// <summary>Those of regression, or of several labels that are there or not.</summary>
    public static IReadOnlyList<VectorOutput> Of(bool isRegression) => isRegression ? [Score] : [Score, Probability, PredictedLabel];

    /// <summary>What a schema tells of it before any data.</summary>
    /// <param name="hasNames">Whether slots have names.</param>
    public SchemaShape.Column Shape(bool hasNames) => new(
        Name, SchemaShape.Column.VectorKind.Vector, Item, isKey: false,
        new SchemaShape(
        [
            .. hasNames ? (SchemaShape.Column[])[new(AnnotationUtils.Kinds.SlotNames, SchemaShape.Column.VectorKind.Vector, TextDataViewType.Instance, isKey: false)] : [],
            .. AnnotationUtils.GetTrainerOutputAnnotation(IsProbability),
        ]));

    /// <summary>The column of data.</summary>
    /// <param name="count">Its slots.</param>
    /// <param name="names">Their names; or null.</param>
    /// <param name="kind">ML.NET's name of the kind of prediction.</param>
    /// <param name="set">ML.NET's number of the columns that belong together.</param>
    public DataViewSchema.DetachedColumn Column(int count, IReadOnlyList<string>? names, string kind, uint set)
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        if (names != null)
        {
            annotations.AddSlotNames(
                count, (ref VBuffer<ReadOnlyMemory<char>> value) => value = new VBuffer<ReadOnlyMemory<char>>(count, [.. names.Select(name => name.AsMemory())]));
        }

        annotations.Add(AnnotationUtils.Kinds.ScoreColumnSetId, AnnotationUtils.ScoreColumnSetIdType, (ref uint value) => value = set);
        annotations.Add(AnnotationUtils.Kinds.ScoreColumnKind, TextDataViewType.Instance, (ref ReadOnlyMemory<char> value) => value = kind.AsMemory());
        annotations.Add(AnnotationUtils.Kinds.ScoreValueKind, TextDataViewType.Instance, (ref ReadOnlyMemory<char> value) => value = Name.AsMemory());
        if (IsProbability)
            annotations.Add(AnnotationUtils.Kinds.IsNormalized, BooleanDataViewType.Instance, (ref bool value) => value = true);
        return new(Name, Type(count), annotations.ToAnnotations());
    }

    /// <summary>What the column of data is.</summary>
    /// <param name="count">Its slots.</param>
    public VectorDataViewType Type(int count) => new(Item, count);

    private static ValueGetter<VBuffer<T>> Values<T>(int count, Func<float[]> scores, Func<float, T> of) => (ref VBuffer<T> values) =>
    {
        var current = scores();
        var editor = VBufferEditor.Create(ref values, count);
        for (var i = 0; i < count; i++)
            editor.Values[i] = of(current[i]);
        values = editor.Commit();
    };

    private static float Sigmoid(float logit) => (float)(1 / (1 + Math.Exp(-logit)));
}
