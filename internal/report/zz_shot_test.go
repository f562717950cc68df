package report
import ("testing";"os")
func TestShot(t *testing.T){ d:=os.Getenv("SHOT"); if d=="" {t.Skip()}
 doc:=make([]string,100); for i:=range doc {doc[i]="  The maximum number of instances in each request is 100. This is the line as printed."}
 if err:=WriteWith(d, largeReport(150,300), HTMLOptions{Documents: map[string][]string{"tencent-cvm-v3":doc}}); err!=nil {t.Fatal(err)}
 if err:=Write(d+"/small", sampleReport()); err!=nil {t.Fatal(err)}
}
