using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet;

/// <summary>A column that an autoencoder makes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">What a schema tells of it before any data.</param>
/// <param name="Column">Makes it, of the model and the input column.</param>
/// <param name="Getter">Makes a getter of its values, of what gives the row that a cursor is at.</param>
/// <param name="Onnx">Its values in an ONNX graph.</param>
internal sealed record AutoencoderOutput(
    string Name, SchemaShape.Column Shape, Func<TrainedAutoencoder, DataViewSchema.Column, DataViewSchema.DetachedColumn> Column, Func<Func<AutoencoderRow>, Delegate> Getter,
    Func<OnnxAutoencoder, string> Onnx)
{
    /// <summary>The code, whose slots are named after its units.</summary>
    public static AutoencoderOutput Code(string name) => new(
        name, Vector(name, hasSlotNames: true),
        (model, _) =>
        {
            var shape = model.Network.Plan.LayerShapes[model.CodeIndex];
            return Vector(name, shape.Size, shape.ToArray(), (ref VBuffer<ReadOnlyMemory<char>> names) => names = SlotNames.Of("code", shape));
        },
        row => (ValueGetter<VBuffer<float>>)((ref VBuffer<float> values) =>
        {
            var current = row();
            var editor = VBufferEditor.Create(ref values, current.CodeSize);
            current.WriteCode(editor.Values);
            values = editor.Commit();
        }),
        onnx => onnx.Code());

    /// <summary>The features as the code tells them, with their slot names.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="hasSlotNames">Whether the input has slot names, as far as that is known before any data.</param>
    public static AutoencoderOutput Reconstruction(string name, bool hasSlotNames = false) => new(
        name, Vector(name, hasSlotNames),
        (model, input) => Vector(
            name, model.Network.Plan.InputSize, [.. ((VectorDataViewType)input.Type).Dimensions],
            input.HasSlotNames() ? (ref VBuffer<ReadOnlyMemory<char>> names) => input.GetSlotNames(ref names) : null),
        row => (ValueGetter<VBuffer<float>>)((ref VBuffer<float> values) =>
        {
            var current = row();
            var editor = VBufferEditor.Create(ref values, current.FeatureCount);
            current.WriteReconstruction(editor.Values);
            values = editor.Commit();
        }),
        onnx => onnx.Reconstruction());

    /// <summary>The reconstruction error.</summary>
    public static AutoencoderOutput Score(string name) => new(
        name, new(name, SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.Single, isKey: false),
        (_, _) => new(name, NumberDataViewType.Single),
        row => (ValueGetter<float>)((ref float value) => value = row().Error()),
        onnx => onnx.Error());

    /// <summary>Whether the error is above the threshold; where there is none, it is not.</summary>
    public static AutoencoderOutput PredictedLabel(string name) => new(
        name, new(name, SchemaShape.Column.VectorKind.Scalar, BooleanDataViewType.Instance, isKey: false),
        (_, _) => new(name, BooleanDataViewType.Instance),
        row => (ValueGetter<bool>)((ref bool value) => value = row().IsAnomaly()),
        onnx => onnx.IsAnomaly());

    private static SchemaShape.Column Vector(string name, bool hasSlotNames) => new(
        name, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, isKey: false,
        new SchemaShape(hasSlotNames
            ? [new SchemaShape.Column(AnnotationUtils.Kinds.SlotNames, SchemaShape.Column.VectorKind.Vector, TextDataViewType.Instance, isKey: false)] : []));

    private static DataViewSchema.DetachedColumn Vector(string name, int size, int[] dimensions, ValueGetter<VBuffer<ReadOnlyMemory<char>>>? slotNames)
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        if (slotNames != null)
            annotations.AddSlotNames(size, slotNames);
        return new(name, new VectorDataViewType(NumberDataViewType.Single, dimensions), annotations.ToAnnotations());
    }
}
