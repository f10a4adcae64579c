using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet;

/// <summary>Which of ML.NET's transforms makes the column that a trainer wants of the one that there is: the end of a message.</summary>
internal static class ColumnRemedies
{
    /// <summary>For features, which are a vector of numbers.</summary>
    public static string OfFeatures(SchemaShape.Column found) => found switch
    {
        { IsKey: true } => ConcatenateCategories(found.Name),
        { ItemType: TextDataViewType } => $" mlContext.Transforms.Categorical.OneHotEncoding(\"{found.Name}\") makes numbers of categories, mlContext.Transforms.Text.FeaturizeText(\"Features\", \"{found.Name}\") of sentences.",
        { Kind: SchemaShape.Column.VectorKind.Scalar, ItemType: NumberDataViewType item } when item == NumberDataViewType.Single =>
            $" mlContext.Transforms.Concatenate(\"Features\", \"{found.Name}\") makes a vector of it, and of other columns if they are named too.",
        { Kind: SchemaShape.Column.VectorKind.VariableVector } => " Every row must have the same number of values, and the column's type say how many.",
        _ => ConvertType(found.Name, DataKind.Single),
    };

    /// <summary>For a label of two classes.</summary>
    public static string OfBoolean(SchemaShape.Column found) => found switch
    {
        { Kind: not SchemaShape.Column.VectorKind.Scalar } => "",
        { IsKey: true } => " mlContext.MulticlassClassification.Trainers has trainers for keys.",
        { ItemType: TextDataViewType } =>
            $" mlContext.Transforms.Conversion.MapValue(\"{found.Name}\", new Dictionary<string, bool> {{ [\"yes\"] = true, [\"no\"] = false }}), with the texts that there are, makes it Boolean.",
        _ => ConvertType(found.Name, DataKind.Boolean),
    };

    /// <summary>For a label of classes.</summary>
    public static string OfKey(SchemaShape.Column found) =>
        found.Kind == SchemaShape.Column.VectorKind.Scalar ? $" mlContext.Transforms.Conversion.MapValueToKey(\"{found.Name}\") makes keys of values." : "";

    /// <summary>For a number, or several.</summary>
    public static string OfSingle(SchemaShape.Column found) => found.IsKey ? "" : ConvertType(found.Name, DataKind.Single);

    private static string ConcatenateCategories(string name) =>
        $" mlContext.Transforms.ConcatenateCategories(\"Features\", \"{name}\") makes one of keys, beside other columns if they are named too.";

    private static string ConvertType(string name, DataKind kind) =>
        $" mlContext.Transforms.Conversion.ConvertType(\"{name}\", outputKind: DataKind.{kind}) makes it {kind}.";
}
