using CreditBridge.Web.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.AddBridgeWeb();

var app = builder.Build();
app.UseBridgeWeb();
await app.RunBridgeAsync();

public partial class Program;
