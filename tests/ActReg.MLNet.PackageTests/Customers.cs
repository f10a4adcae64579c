using System.Globalization;

namespace ActReg.MLNet.PackageTests;

/// <summary>A table with categories and empty cells.</summary>
internal static class Customers
{
    private static readonly string[] Cities = ["Bern", "Oslo", "Porto"];

    public static void Write(string file)
    {
        var random = new Random(1);
        var lines = Enumerable.Range(0, 600).Select(_ =>
        {
            var (age, income, city) = (random.Next(18, 80), random.Next(20, 120), random.Next(Cities.Length));
            // The older in Oslo, the younger elsewhere; one in ten does otherwise.
            var bought = (age > 49 == (city == 1)) != (random.Next(10) == 0);
            return string.Create(CultureInfo.InvariantCulture, $"{Cell(age)},{Cell(income)},{Cities[city]},{bought}");
        });
        File.WriteAllLines(file, lines.Prepend("Age,Income,City,Bought"));

        string Cell(int value) => random.Next(12) == 0 ? "" : value.ToString(CultureInfo.InvariantCulture);
    }
}
