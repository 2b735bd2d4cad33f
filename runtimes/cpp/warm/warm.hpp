// The header that is precompiled for candidates: what they include most, with the common templates instantiated once.
//
// Nothing here is ever called: `__warm_up` makes the compiler write the code of what it names into the object that belongs to the
// precompiled header, so that a candidate which uses the same needn't compile it again.
#pragma once
#include <algorithm>
#include <charconv>
#include <deque>
#include <format>
#include <list>
#include <queue>
#include <span>
#include <stack>
#include <array>
#include <chrono>
#include <cctype>
#include <climits>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <exception>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iomanip>
#include <iostream>
#include <limits>
#include <map>
#include <memory>
#include <mutex>
#include <numeric>
#include <optional>
#include <random>
#include <regex>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <variant>
#include <vector>
inline void __warm_up() {
  using S=std::string; namespace fs=std::filesystem;
  S s("x"); std::cin>>s; std::getline(std::cin,s); std::cout<<s<<1<<1u<<1L<<1.0<<'c'<<true<<std::endl<<"x"<<std::hex<<std::setw(3)<<std::setfill('0');
  std::cerr<<s; s+=s+"a"+'c'; s=std::to_string(3); s.find("x"); s.substr(0,1); (void)std::stoi(s); (void)std::stod(s); (void)std::stoul(s); s.append("x",1); s.erase(0,1); s.insert(0,"x"); s.replace(0,1,"x"); s.push_back('c'); s.reserve(3); (void)(s<s); (void)(s=="x"); s.find_first_not_of(' ');
  std::ostringstream os; os<<s; s=os.str(); std::istringstream is(s); int i; double d; long l; unsigned u; is>>i>>d>>l>>u>>s; os<<is.rdbuf(); std::stringstream ss(s); ss<<s; ss>>s; s.assign(std::istreambuf_iterator<char>(is),std::istreambuf_iterator<char>());
  std::ifstream f("x",std::ios::binary); f>>s; std::ofstream o("x",std::ios::binary); o<<s; std::fstream ff("x"); std::ifstream f2(fs::path("x")); std::ofstream o2(fs::path("x")); f.read(&s[0],1);
  std::vector<S> v; v.push_back(s); v.emplace_back("x"); std::sort(v.begin(),v.end()); v.insert(v.begin(),s); v.erase(v.begin()); v.resize(3); v.at(0); std::vector<S> v2(v); v2=v; v2=std::move(v); std::vector<S> v3{"a","b"};
  std::vector<int> vi; vi.push_back(1); std::sort(vi.begin(),vi.end()); vi.resize(3); vi.at(0); std::vector<int> vi2(vi); vi2=vi; vi.insert(vi.begin(),1); std::vector<int> vi4(3,1); std::vector<int> vi5{1,2};
  std::vector<char> vc; vc.push_back('c'); vc.resize(3); std::vector<unsigned char> vu(3); vu.push_back(1); vu.resize(9); std::vector<uint8_t> vu2(vu); std::vector<double> vd; vd.push_back(1); std::vector<long> vl; vl.push_back(1); std::vector<size_t> vz; vz.push_back(1);
  std::map<S,S> m; m["a"]="b"; m[s]=s; m.at(s); m.find(s); m.erase(s); m.count(s); m.emplace("a","b"); m.insert({s,s}); for(auto&[k,x]:m) s+=k+x; std::map<S,S> m2(m); m2=m; std::map<S,S> m3{{"a","b"}}; m2=std::move(m);
  std::map<S,int> mi; mi["a"]=1; mi[s]++; mi.at(s); mi.find(s); mi.erase(s); std::map<int,S> mis; mis[1]=s; mis.at(1); mis.find(1); mis.erase(1);
  std::unordered_map<S,S> um; um["a"]="b"; um[s]=s; um.at(s); um.find(s); um.erase(s); um.emplace("a","b"); um.count(s); std::unordered_map<S,S> um2(um); std::unordered_map<S,int> umi; umi["a"]=1; umi[s]=1; umi.at(s); umi.find(s); umi.erase(s); std::unordered_map<int,S> umis; umis[1]=s; umis.find(1); umis.erase(1); umis.at(1);
  std::set<S> st; st.insert(s); st.count(s); st.find(s); st.erase(s); std::set<S> st2{"a"}; std::unordered_set<S> us; us.insert(s); us.count(s); us.find(s); std::unordered_set<S> us2{"a"}; std::set<int> si; si.insert(1); si.count(1);
  std::regex r("a"), r2(s), r3("x",std::regex::icase); std::smatch sm; std::cmatch cm; std::regex_match(s,sm,r); std::regex_match(s,r); std::regex_search(s,sm,r); std::regex_search(s,r); s=std::regex_replace(s,r,"x"); s=sm[1].str(); for(std::sregex_iterator it(s.begin(),s.end(),r),e;it!=e;++it) s=it->str(); std::sregex_token_iterator ti(s.begin(),s.end(),r,-1),te; v3.assign(ti,te); std::regex_match("x",r); std::regex_search("x",cm,r);
  fs::path p("x"), p2(s), p3=p/s, p4=p/"x"; p/="x"; fs::exists(p); fs::canonical(p); fs::weakly_canonical(p); p.lexically_normal(); p.lexically_relative(p2); fs::create_directories(p); fs::remove(p); fs::file_size(p); for(auto&e:fs::directory_iterator(p)) v3.push_back(e.path().filename().string()); for(auto&e:fs::recursive_directory_iterator(p)) v3.push_back(e.path().string()); for(auto c:p) s=c.string(); p.extension(); p.stem(); p.parent_path(); std::cout<<p; std::error_code ec; fs::exists(p,ec); fs::canonical(p,ec); std::mismatch(p.begin(),p.end(),p2.begin()); (void)(p==p2); fs::is_directory(p); fs::is_regular_file(p); fs::current_path();
  std::optional<S> op; op=s; op.value(); std::optional<int> oi; oi=1; oi.value(); std::shared_ptr<S> sp=std::make_shared<S>("x"); std::unique_ptr<S> up=std::make_unique<S>("x"); std::function<void()> fn=[]{}; fn(); std::pair<S,S> pr(s,s); std::function<S(const S&)> fss=[](const S&a){return a;}; fss(s);
  std::runtime_error re(s); std::invalid_argument ia("x"); std::out_of_range oor("x"); try { throw re; } catch(const std::exception&e){ s=e.what(); } std::transform(s.begin(),s.end(),s.begin(),::tolower); std::find(v3.begin(),v3.end(),s); std::mt19937 g; (void)g(); std::uniform_int_distribution<int> ud; ud(g); std::random_device rd; (void)rd(); std::mutex mu; std::lock_guard<std::mutex> lg(mu); auto now=std::chrono::system_clock::now(); (void)now; auto tn=std::chrono::steady_clock::now(); (void)tn; std::replace(s.begin(),s.end(),'a','b'); std::reverse(s.begin(),s.end());
}
#include <nlohmann/json.hpp>
inline void __warm_json() { using json=nlohmann::json; std::string s("{}"); json j=json::parse(s); j=json::parse("{}"); j["a"]=1; j["a"]="b"; j["a"]=s; j["a"]=true; j["a"]=1.5; j[s]=s; s=j.dump(); s=j.dump(2); j.contains("a"); s=j["a"].get<std::string>(); int i=j["a"].get<int>(); i=j.at("a").get<int>(); s=j.at("a"); s=j.value("a","b"); i=j.value("a",1); for(auto&e:j) s=e.get<std::string>(); for(auto&[k,v]:j.items()) s=k; json a=json::array(); a.push_back(1); a.push_back(s); a.push_back(j); json o={{"a",1},{"b","x"},{"c",s},{"d",{1,2}}}; std::cout<<j; std::istringstream is(s); is>>j; try{ j=json::parse(s);} catch(const json::parse_error&e){ s=e.what(); } catch(const json::exception&e){ s=e.what(); } (void)(j==a); j.is_string(); json k(j); k=j; k=std::move(j); std::vector<std::string> vs=a.get<std::vector<std::string>>(); json jv=vs; std::map<std::string,std::string> m; json jm=m; m=jm.get<std::map<std::string,std::string>>(); j.erase("a"); j.find("a"); j.size(); (void)json::accept(s);}
#include "../harness/harness.hpp"
