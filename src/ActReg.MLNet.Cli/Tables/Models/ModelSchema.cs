using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>What a model's input schema says of its columns beside name and type, in annotations, which ML.NET saves with it.</summary>
internal static class ModelSchema
{
    private const string KindName = "actreg.kind";
    private const string TaskName = "actreg.task";
    private const string ClassesName = "actreg.classes";

    /// <summary>The columns of a file as a model is to have them.</summary>
    public static IReadOnlyList<ViewColumn> Columns(IEnumerable<TakenColumn> columns, TableLabel label) =>
        [.. columns.Select(column => column.Kind == ColumnKind.Label ? LabelColumn(column, label) : Column(column))];

    /// <summary>What a column of a model is: by its annotation, or of another program's model by its type.</summary>
    /// <returns><see langword="null"/> where no column of a table can be this.</returns>
    public static ColumnKind? KindOf(DataViewSchema.Column column) => Text(column, KindName) is { } kind && Enum.TryParse<ColumnKind>(kind, out var told) ? told
        : column.Type switch
        {
            BooleanDataViewType => ColumnKind.Boolean,
            TextDataViewType => ColumnKind.Category,
            _ when column.Type.Equals(NumberDataViewType.Single) => ColumnKind.Number,
            _ => null,
        };

    /// <summary>The label of a model that <c>actreg train</c> made; <see langword="null"/> of another.</summary>
    public static TableLabel? LabelOf(DataViewSchema schema)
    {
        foreach (var column in schema)
        {
            if (Text(column, TaskName) is { } task)
                return new(column.Name, Enum.Parse<TableTask>(task), Classes(column), ColumnRoles.Of([.. schema.Select(each => each.Name)], column.Name));
        }

        return null;
    }

    private static ViewColumn Column(TakenColumn column)
    {
        var kind = column.IsUsed ? column.Kind : ColumnKind.Ignored;
        return new(column.Name, kind, column.Source) { Annotations = Annotations(kind, _ => { }) };
    }

    private static ViewColumn LabelColumn(TakenColumn column, TableLabel label)
    {
        var annotations = Annotations(ColumnKind.Label, builder =>
        {
            Add(builder, TaskName, label.Task.ToString());
            var classes = label.Classes.Select(name => name.AsMemory()).ToArray();
            builder.Add(
                ClassesName, new VectorDataViewType(TextDataViewType.Instance, classes.Length),
                (ref VBuffer<ReadOnlyMemory<char>> value) => value = new(classes.Length, classes));
        });
        // Classes are what is written: 1 is another class than 1.0.
        return new(column.Name, ColumnKind.Label, column.Source)
        {
            Annotations = annotations,
            Type = label.Task == TableTask.Regression ? NumberDataViewType.Single : TextDataViewType.Instance,
        };
    }

    private static DataViewSchema.Annotations Annotations(ColumnKind kind, Action<DataViewSchema.Annotations.Builder> addMore)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        Add(builder, KindName, kind.ToString());
        addMore(builder);
        return builder.ToAnnotations();
    }

    private static void Add(DataViewSchema.Annotations.Builder builder, string name, string text) =>
        builder.Add(name, TextDataViewType.Instance, (ref ReadOnlyMemory<char> value) => value = text.AsMemory());

    private static string? Text(DataViewSchema.Column column, string name)
    {
        if (column.Annotations.Schema.GetColumnOrNull(name)?.Type is not TextDataViewType)
            return null;
        var text = default(ReadOnlyMemory<char>);
        column.Annotations.GetValue(name, ref text);
        return text.ToString();
    }

    private static string[] Classes(DataViewSchema.Column column)
    {
        var classes = default(VBuffer<ReadOnlyMemory<char>>);
        column.Annotations.GetValue(ClassesName, ref classes);
        return [.. classes.DenseValues().Select(name => name.ToString())];
    }
}
