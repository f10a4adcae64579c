// Draws icon.png, the packages' icon: the circles data set on a rounded square. From the repository's root:
//   dotnet run src/Packaging/icon.cs
#:project ../ActReg.MLNet.Plotting/ActReg.MLNet.Plotting.csproj
#:property PublishAot=false
#:property UseCurrentRuntimeIdentifier=true

using System.Runtime.CompilerServices;
using ActReg.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;
using SkiaSharp;

const int Size = 128;
const float Corner = 26, Center = Size / 2f, Radius = 43, Dot = 4.6f;
// The colors of all figures, with that of their text behind.
SKColor[] classes = [new(0x56, 0xB4, 0xE9), new(0xD5, 0x5E, 0x00)];
var back = new SKColor(0x33, 0x33, 0x33);

using var bitmap = new SKBitmap(Size, Size);
using var canvas = new SKCanvas(bitmap);
using var paint = new SKPaint { IsAntialias = true, Color = back };
canvas.Clear(SKColors.Transparent);
canvas.DrawRoundRect(0, 0, Size, Size, Corner, Corner, paint);

IDataView circles = new MLContext().Data.LoadCircles(outerCount: 34, innerCount: 17, noise: 0.03, factor: 0.5, seed: 4);
foreach (var (point, isInner) in circles.GetColumn<float[]>("Features").Zip(circles.GetColumn<bool>("Label")))
{
    paint.Color = classes[isInner ? 1 : 0];
    canvas.DrawCircle(Center + Radius * point[0], Center - Radius * point[1], Dot, paint);
}

using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
File.WriteAllBytes(Path.Combine(Folder(), "icon.png"), png.ToArray());

static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
