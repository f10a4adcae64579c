namespace ActReg.MLNet.NotebookTests;

/// <summary>What stands at the end of each file-based application in the place of a notebook's display.</summary>
internal static class ShownValues
{
    public const string Code = """
        /// <summary>Shows what a notebook shows by itself: text is written, figures are saved beside this file.</summary>
        static class Shown
        {
            private static int _figures;

            public static void Show(object value)
            {
                switch (value)
                {
                    case Figure figure:
                        var path = $"NAME-{++_figures}.png";
                        figure.SavePng(path);
                        Console.WriteLine($"{path}: {figure}");
                        break;
                    case IReadOnlyList<ActReg.MLNet.EpochMetrics> history:
                        Show(Figures.LossCurve(history));
                        break;
                    case ActReg.MLNet.SparsityReport report:
                        Show(Figures.Sparsity(report));
                        Console.WriteLine(report);
                        break;
                    case ActReg.MLNet.StudyResult study:
                        Console.WriteLine(study);
                        foreach (var figure in Figures.Study(study).Take(1))
                            Show(figure.Figure);
                        break;
                    case IDataView data:
                        Console.WriteLine(string.Join(", ", data.Schema.Where(column => !column.IsHidden)));
                        break;
                    case System.Collections.IEnumerable rows and not string:
                        foreach (var row in rows)
                            Console.WriteLine(row);
                        break;
                    default:
                        Console.WriteLine(value);
                        break;
                }
            }
        }
        """;
}
